import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Viewer } from './viewer';

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer {
  return useContext(ViewerContext)!;
}
