/** Every key of the console, once: help, tooltips, what stands on a button and `aria-keyshortcuts` come from here. */
export interface Binding {
  /** As KeyboardEvent.key has it; `Ctrl+` before it also means Command. */
  readonly key: string;
  readonly does: string;
  readonly group: 'Everywhere' | 'Queue' | 'Reading a case' | 'Deciding';
}

export const KEYMAP = {
  help: { key: '?', does: 'Keys and settings', group: 'Everywhere' },
  search: { key: '/', does: 'Search, or go to a case by its number', group: 'Everywhere' },
  claimNext: { key: 'n', does: 'Take the next case', group: 'Everywhere' },
  goToQueue: { key: 'q', does: 'Go to the queue', group: 'Everywhere' },
  goToFind: { key: 'f', does: 'Find any case, closed ones too', group: 'Everywhere' },
  goToOverview: { key: 'o', does: 'Go to the overview', group: 'Everywhere' },
  palette: { key: 'Ctrl+k', does: 'Choose what to do from a list', group: 'Everywhere' },
  down: { key: 'j', does: 'Next case in the list', group: 'Queue' },
  up: { key: 'k', does: 'Previous case in the list', group: 'Queue' },
  open: { key: 'Enter', does: 'Open the marked case', group: 'Queue' },
  update: { key: 'u', does: 'Show what has changed in the list', group: 'Queue' },
  nextPassage: { key: 'j', does: 'Next passage', group: 'Reading a case' },
  previousPassage: { key: 'k', does: 'Previous passage', group: 'Reading a case' },
  nextItem: { key: ']', does: 'Next address', group: 'Reading a case' },
  previousItem: { key: '[', does: 'Previous address', group: 'Reading a case' },
  unmatched: { key: 'e', does: 'Show or fold what stands in one text only', group: 'Reading a case' },
  notice: { key: 'l', does: 'To the letter', group: 'Reading a case' },
  history: { key: 't', does: 'To the timeline', group: 'Reading a case' },
  claim: { key: 'c', does: 'Take this case, or give it back', group: 'Reading a case' },
  more: { key: 'm', does: 'More that can be done with the case', group: 'Reading a case' },
  disable: { key: '1', does: 'Disable the page', group: 'Deciding' },
  remove: { key: '2', does: 'Remove the page', group: 'Deciding' },
  removeImage: { key: '3', does: 'Remove the image', group: 'Deciding' },
  trim: { key: '4', does: 'Cut to an excerpt', group: 'Deciding' },
  credit: { key: '5', does: 'Add a credit', group: 'Deciding' },
  noindex: { key: '6', does: 'Keep from search engines', group: 'Deciding' },
  keep: { key: '7', does: 'Keep as it is', group: 'Deciding' },
  reason: { key: 'r', does: 'Choose the reason', group: 'Deciding' },
  words: { key: 'w', does: 'Write why, in your own words', group: 'Deciding' },
  submitAndNext: { key: 'Ctrl+Enter', does: 'Decide, and take the next case', group: 'Deciding' },
  submit: { key: 'Ctrl+Shift+Enter', does: 'Decide, and stay', group: 'Deciding' },
  approve: { key: 'a', does: 'Approve what a colleague proposed', group: 'Deciding' },
  undo: { key: 'z', does: 'Take the last decision back', group: 'Deciding' },
} as const satisfies Record<string, Binding>;

export type Command = keyof typeof KEYMAP;
export const COMMANDS = Object.keys(KEYMAP) as readonly Command[];

/** What a person has changed: other keys, or none at all. */
export interface KeySettings {
  readonly on: boolean;
  readonly remapped: Readonly<Partial<Record<Command, string>>>;
}

export const DEFAULT_KEYS: KeySettings = { on: true, remapped: {} };

export const keyOf = (command: Command, { remapped }: KeySettings): string =>
  remapped[command] ?? KEYMAP[command].key;

/** The value of `aria-keyshortcuts`: modifiers are named as the specification has them. */
export const ariaKey = (key: string): string => key.replace('Ctrl', 'Control');

/** The part of a KeyboardEvent that says which key it was. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The key that was pressed, written as in the table. */
export function pressed(event: KeyPress): string {
  if (event.altKey) return '';
  const command = event.ctrlKey || event.metaKey;
  // Shift is part of a sign such as `?`, and a modifier of a named key.
  const shift = event.shiftKey && event.key.length > 1;
  return `${command ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${event.key}`;
}

/** Commands of the same view that one key would set off; a remapping that makes some is refused. */
export function clashes(settings: KeySettings): readonly (readonly [Command, Command])[] {
  const found: [Command, Command][] = [];
  for (const [i, a] of COMMANDS.entries())
    for (const b of COMMANDS.slice(i + 1))
      if (keyOf(a, settings) === keyOf(b, settings) && !apart(KEYMAP[a].group, KEYMAP[b].group))
        found.push([a, b]);
  return found;
}

/** The queue and a case are never on screen together. */
const apart = (a: Binding['group'], b: Binding['group']): boolean =>
  (a === 'Queue') !== (b === 'Queue') && a !== 'Everywhere' && b !== 'Everywhere';
