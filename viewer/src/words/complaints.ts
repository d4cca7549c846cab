// What is wrong with a trace, in words that go into sentences.

import type { Complaint } from '../trace/byte_reader';
import type { Language } from './narrate';

type Words = Record<Exclude<Complaint['kind'], 'version'>, string> & { readonly version: (version: number, latest: number) => string };

const english: Words = {
  noTrace: 'this is no trace',
  damaged: 'a part of the trace is damaged',
  malformed: 'a part of the trace does not follow the format',
  cutOff: 'the trace was cut off',
  version: (version, latest) => `the trace has version ${version}; this viewer reads versions up to ${latest}`,
};

const korean: Words = {
  noTrace: '기록 파일이 아닙니다',
  damaged: '기록의 일부가 손상되었습니다',
  malformed: '기록의 일부가 형식에 맞지 않습니다',
  cutOff: '기록이 중간에 끊겼습니다',
  version: (version, latest) => `기록의 버전은 ${version}이고, 이 뷰어는 버전 ${latest}까지 읽습니다`,
};

export function complaintText(complaint: Complaint, language: Language): string {
  const words = language === 'ko' ? korean : english;
  return complaint.kind === 'version' ? words.version(complaint.version, complaint.latest) : words[complaint.kind];
}
