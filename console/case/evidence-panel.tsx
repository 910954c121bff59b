import type { ReactNode } from 'react';
import type { Verdict } from '../../shared/match/match';
import { VERDICT_MEANS } from '../../shared/match/words';
import { ITEM_STATE_WORDS, REASON_WORDS, ACTION_WORDS } from '../../shared/case/words';
import type { CaseView, Evidence, ItemView } from '../desk/use-desk';
import { TextsPanel } from '../texts/texts-panel';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';
import { Outside } from './notice-panel';
import { percent, plural } from './percent';
import { SupplyText } from './supply-text';
import { WhoWasFirst } from './who-was-first';

/** In three words what the texts share; the numbers stand beside it. */
const VERDICT_WORDS = {
  copy: 'Most is shared',
  partial: 'Passages are shared',
  quotation: 'Quotations are shared',
  boilerplate: 'Hardly anything shared',
  original: 'Nothing is shared',
} as const satisfies Record<Verdict, string>;

const NOT_COMPARED = {
  no_original_text: 'The text of the original is not at hand.',
  no_article_text: 'The text of the page is not at hand.',
  not_ours: 'The address is not on a site of ours.',
  not_found: 'No article of ours stands at this address.',
  unreadable: 'The page holds no words that could be read.',
} as const;

/** One address: what was found when its text was compared, fact by fact, and the two texts. */
export function EvidencePanel({ view, item }: { readonly view: CaseView; readonly item: ItemView }) {
  const session = useSession();
  return (
    <section className="evidence" aria-labelledby="evidence">
      <h2 id="evidence">
        {view.items > 1 && `${item.no}. `}
        <Outside url={item.url} />
      </h2>
      <ItemStanding view={view} item={item} />
      {item.comparison.outcome === 'pending' && <p>It is being compared. This takes some seconds.</p>}
      {item.comparison.outcome === 'not_compared' && (
        <p className="finding">
          <strong>Not compared.</strong> {NOT_COMPARED[item.comparison.why]}
          {item.comparison.fetch &&
            ` Its page was looked for: ${item.comparison.fetch.replaceAll('_', ' ')}.`}
        </p>
      )}
      {item.comparison.outcome === 'not_compared' &&
        item.comparison.why === 'no_original_text' &&
        mayDecide(session) && <SupplyText view={view} item={item} />}
      {item.evidence && item.comparison.outcome === 'compared' && (
        <>
          <Facts view={view} evidence={item.evidence} />
          <TextsPanel
            caseId={view.caseId}
            item={item.no}
            sha256={item.comparison.sha256}
            evidence={item.evidence}
          />
        </>
      )}
      {item.evidenceLeftOut && <p>This case is large: the comparison is shown once others are decided.</p>}
    </section>
  );
}

/** What was decided and what has come of it. */
function ItemStanding({ view, item }: { readonly view: CaseView; readonly item: ItemView }) {
  const { decision, acknowledgedAt, confirmedGoneAt } = item;
  if (!decision) return null;
  return (
    <p className="decided">
      <strong>{ITEM_STATE_WORDS[item.state]}</strong>:{' '}
      {decision.actions.map((action) => ACTION_WORDS[action]).join(', ')}; {REASON_WORDS[decision.reasonCode]}{' '}
      ({decision.reasonCode}), by {decision.decidedBy.id} {moment(decision.decidedAt, view.at)}.{' '}
      <q>{decision.reason}</q>
      {acknowledgedAt && ` The site said it is done ${moment(acknowledgedAt, view.at)}.`}
      {confirmedGoneAt && (
        <strong className="gone"> Confirmed gone {moment(confirmedGoneAt, view.at)}.</strong>
      )}
    </p>
  );
}

function Facts({ view, evidence }: { readonly view: CaseView; readonly evidence: Evidence }) {
  const { comparison, article, articleFacts, family, incomplete, licence } = evidence;
  const { credits, mixedScript } = articleFacts;
  return (
    <div className="facts">
      <p className="finding">
        <strong>{VERDICT_WORDS[comparison.verdict]}</strong> <span>{VERDICT_MEANS[comparison.verdict]}</span>
      </p>
      <dl className="numbers">
        <Fact name="Own words">
          {comparison.ownWords} of {article.words}
        </Fact>
        <Fact name="Of the page">{percent(comparison.articleCoverage)}</Fact>
        <Fact name="Of the original">{percent(comparison.originalCoverage)}</Fact>
        <Fact name="Longest run">{plural(comparison.longestRunWords, 'word')}</Fact>
        <Fact name="In quotation marks">{plural(comparison.quotedWords, 'word')}</Fact>
        <Fact name="Boilerplate">{plural(comparison.boilerplateWords, 'word')}</Fact>
        <Fact name="Photo credits">
          {credits.length === 0 ? (
            'none'
          ) : (
            <details className="inline">
              <summary>{credits.length}</summary>
              <ul>
                {credits.map(({ text, start }) => (
                  <li key={start} dir="auto">
                    {text}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Fact>
        <Fact name="Disguised words">
          {mixedScript.length === 0
            ? 'none'
            : `${mixedScript.length} (${[...new Set(mixedScript.flatMap(({ codePoints }) => codePoints))].join(', ')})`}
        </Fact>
        <Fact name="Seen first">
          <WhoWasFirst dated={evidence.dated} now={view.at} />
        </Fact>
        <Fact name="Licence">
          {licence === undefined ? (
            'nobody to ask'
          ) : (
            <details className="inline">
              <summary>{licence.answer.replaceAll('_', ' ')}</summary>
              <ul>
                {licence.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </details>
          )}
        </Fact>
        {family && (
          <Fact name="The same story">
            <details className="inline">
              <summary>
                {family.truncated ? 'at least ' : ''}
                {plural(family.count, 'text')}
              </summary>
              <p>On {family.sites.join(', ')}</p>
            </details>
          </Fact>
        )}
      </dl>
      {incomplete?.map((reason) => (
        <p key={reason} className="note">
          {reason}
        </p>
      ))}
    </div>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
