import type { CaseView, ItemView } from '../desk/use-desk';
import { Key } from '../keyboard/key-button';
import { groupFinding, LICENCE_WORDS } from './finding-words';
import { standsAs } from './item-standing';
import { percent } from './percent';

export interface ItemsPanelProps {
  readonly view: CaseView;
  readonly current: number;
  readonly onCurrent: (no: number) => void;
  readonly chosen: ReadonlySet<number>;
  /** Absent where the reader may not decide now. */
  readonly onChosen: ((chosen: ReadonlySet<number>) => void) | undefined;
}

/** The addresses of a case; those with the same facts are one row that opens. */
export function ItemsPanel({ view, current, onCurrent, chosen, onChosen }: ItemsPanelProps) {
  const byNo = new Map(view.itemViews.map((item) => [item.no, item]));
  const toggle = (items: readonly number[], on: boolean) => {
    const next = new Set(chosen);
    for (const no of items)
      if (on) next.add(no);
      else next.delete(no);
    onChosen?.(next);
  };
  const standings = (items: readonly number[]) =>
    [...new Set(items.flatMap((no) => byNo.get(no) ?? []).map((item) => standsAs(view, item)))].join(' or ');
  const open = (items: readonly number[]) => items.filter((no) => byNo.get(no)?.state === 'PENDING');
  const line = (item: ItemView) => (
    <li key={item.no} data-current={item.no === current}>
      {onChosen && item.state === 'PENDING' && (
        <input
          type="checkbox"
          aria-label={`Decide address ${item.no} together with others`}
          checked={chosen.has(item.no)}
          onChange={(event) => toggle([item.no], event.target.checked)}
        />
      )}
      <button type="button" aria-pressed={item.no === current} onClick={() => onCurrent(item.no)}>
        {item.no}. <span className="url">{item.url}</span>
      </button>
      <small>
        {standsAs(view, item)}
        {item.comparison.outcome === 'compared' &&
          ` · ${percent(item.comparison.summary.articleCoverage)} copied`}
        {item.heldBy.length > 0 && ` · also held by ${item.heldBy.join(', ')}`}
      </small>
    </li>
  );
  return (
    <section className="panel items" aria-labelledby="items">
      <h2 id="items">
        {view.items} addresses, {view.pending} to be decided <Key of="previousItem" /> <Key of="nextItem" />
      </h2>
      {view.groups.map(({ items, facts }) =>
        items.length === 1 ? (
          <ul key={items[0]}>{items.map((no) => byNo.get(no)).map((item) => item && line(item))}</ul>
        ) : (
          <details key={items.join()} open={items.includes(current)}>
            <summary>
              {items.length} alike: {standings(items)}, {groupFinding(facts.finding)}
              {facts.copied && `, ${facts.copied[0]}–${facts.copied[1]} % copied`}
              {licenceOf(facts.licence)}
            </summary>
            {onChosen && open(items).length > 0 && (
              <label className="all">
                <input
                  type="checkbox"
                  checked={open(items).every((no) => chosen.has(no))}
                  onChange={(event) => toggle(open(items), event.target.checked)}
                />{' '}
                Decide these {open(items).length} together
              </label>
            )}
            <ul>{items.map((no) => byNo.get(no)).map((item) => item && line(item))}</ul>
          </details>
        ),
      )}
    </section>
  );
}

const licenceOf = (answer: string | undefined): string =>
  answer === undefined
    ? ''
    : `, licence: ${(LICENCE_WORDS as Readonly<Record<string, string>>)[answer] ?? answer}`;
