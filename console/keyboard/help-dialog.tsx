import { type RefObject, useState } from 'react';
import { clashes, COMMANDS, type Binding, type Command, DEFAULT_KEYS, KEYMAP, keyOf } from './keymap';
import { keySettings, useKeySettings } from './use-keys';

const GROUPS = [
  'Everywhere',
  'Queue',
  'Reading a case',
  'Deciding',
] as const satisfies readonly Binding['group'][];

/** Every key, and the switches: off, or another one. */
export function HelpDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const settings = useKeySettings();
  const [refused, setRefused] = useState<string>();
  const remap = (command: Command, key: string) => {
    if (key === '') return;
    const next = { ...settings, remapped: { ...settings.remapped, [command]: key } };
    const [clash] = clashes(next);
    setRefused(
      clash &&
        `${key} is taken: it is the key of “${KEYMAP[clash[0] === command ? clash[1] : clash[0]].does}”.`,
    );
    if (!clash) keySettings.set(next);
  };
  return (
    <dialog ref={dialog} aria-labelledby="help-title" className="help">
      <form method="dialog">
        <h2 id="help-title">Keys</h2>
        <button aria-label="Close">Close</button>
      </form>
      <p>
        <label>
          <input
            type="checkbox"
            checked={settings.on}
            onChange={(event) => keySettings.set({ ...settings, on: event.target.checked })}
          />{' '}
          Single keys are on. They rest while you type, or choose from a list.
        </label>{' '}
        <button type="button" onClick={() => keySettings.set(DEFAULT_KEYS)}>
          Reset all keys
        </button>
      </p>
      <p role="alert" className="refused">
        {refused}
      </p>
      <div className="columns">
        {GROUPS.map((group) => (
          <table key={group}>
            <caption>{group}</caption>
            <tbody>
              {COMMANDS.filter((command) => KEYMAP[command].group === group).map((command) => (
                <tr key={command}>
                  <th scope="row">{KEYMAP[command].does}</th>
                  <td>
                    <input
                      size={14}
                      aria-label={`Key for: ${KEYMAP[command].does}`}
                      key={keyOf(command, settings)}
                      defaultValue={keyOf(command, settings)}
                      onBlur={(event) => remap(command, event.target.value.trim())}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </dialog>
  );
}
