import { type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { shortcuts } from "./keys";

/** All keys, over the page. */
export function Help({ isOpen }: { isOpen: Signal<boolean> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen.value]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={() => (isOpen.value = false)} onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div class="row">
        <h2 id="help-title" class="grow">Keys</h2>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>Close</button>
      </div>
      <dl>
        {shortcuts.value.map((shortcut) => (
          <>
            <dt>{shortcut.keys.split(" ").map((key) => <><kbd>{key}</kbd> </>)}</dt>
            <dd>{shortcut.does}</dd>
          </>
        ))}
        <dt><kbd>Enter</kbd></dt>
        <dd>Open what is marked</dd>
        <dt><kbd>Esc</kbd></dt>
        <dd>Close what is open</dd>
      </dl>
    </dialog>
  );
}
