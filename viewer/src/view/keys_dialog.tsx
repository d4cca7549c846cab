import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { useViewer } from './context';
import { keys } from './keys';

export function KeysDialog(): JSX.Element {
  const viewer = useViewer();
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = viewer.keysAreShown.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  const words = viewer.words.value;
  return (
    <dialog ref={dialog} class="keys" aria-label={words.keys} onClose={() => (viewer.keysAreShown.value = false)}>
      <h2>
        {words.keys}
        <button type="button" class="close" aria-label={words.close} onClick={() => (viewer.keysAreShown.value = false)}>
          ×
        </button>
      </h2>
      <dl>
        {keys.filter((key) => viewer.edit || !key.keys.includes('e')).map((key) => (
          <div key={key.shown}>
            <dt>
              <kbd>{key.shown}</kbd>
            </dt>
            <dd>{key.says[viewer.language.value]}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
