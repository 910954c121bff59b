import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { RUNG_WORDS, VERDICT_MEANS } from '../../shared/match/words';
import { REASON_WORDS, ACTION_WORDS } from '../../shared/case/words';
import type { CaseView, Evidence, ItemView } from '../desk/use-desk';
import { pressRightTerm, WHOSE_PRESS_RIGHT } from '../../shared/licence/press-right';
import { whoWasFirst } from '../../shared/match/who-was-first';
import { TextsPanel } from '../texts/texts-panel';
import { mayDecide, useSession } from '../sign-in/use-session';
import { moment } from '../time/words';
import {
  FETCH_WORDS,
  findingInOneLine,
  LICENCE_WORDS,
  NOT_COMPARED_WORDS,
  VERDICT_WORDS,
} from './finding-words';
import { standsAs } from './item-standing';
import { Outside } from './notice-panel';
import { percent, plural } from './percent';
import { WhoWasFirst } from './who-was-first';

const SupplyText = lazy(async () => ({ default: (await import('./supply-text')).SupplyText }));

/** One address: what was found when its text was compared, fact by fact, and the two texts. */
export function EvidencePanel({ view, item }: { readonly view: CaseView; readonly item: ItemView }) {
  const session = useSession();
  return (
    <section className="evidence" aria-labelledby="evidence">
      <h2 id="evidence">
        {view.items > 1 && `${item.no}. `}
        <Outside url={item.url} /> <Whose item={item} />
      </h2>
      <About item={item} />
      <ItemStanding view={view} item={item} />
      {item.comparison.outcome === 'pending' && <p>It is being compared. This takes some seconds.</p>}
      {item.comparison.outcome === 'not_compared' && (
        <p className="finding">
          <strong>Not compared.</strong> {NOT_COMPARED_WORDS[item.comparison.why]}
          {item.comparison.fetch && ` Its page was looked for, but ${FETCH_WORDS[item.comparison.fetch]}.`}
        </p>
      )}
      {item.comparison.outcome === 'not_compared' &&
        item.comparison.why === 'no_original_text' &&
        mayDecide(session) && (
          <Suspense>
            <SupplyText view={view} item={item} />
          </Suspense>
        )}
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

/** Which feed or person the page came from, and who on the staff has edited it. */
function Whose({ item: { respondent, editedBy = [] } }: { readonly item: ItemView }) {
  const parts = [
    respondent && `from ${respondent}`,
    editedBy.length > 0 && `edited by ${editedBy.join(', ')}`,
  ];
  const text = parts.filter(Boolean).join('; ');
  return text === '' ? null : <small>{text}</small>;
}

/** What is known of the page beside its text: who else holds it, and what its source has said since. */
function About({ item }: { readonly item: ItemView }) {
  const { heldBy, recalled, hold } = item;
  return (
    <>
      {recalled && <p className="missing">Its source has since spoken of the original: {recalled.reason}</p>}
      {heldBy.map((caseId) => (
        <p key={caseId} className="missing">
          {hold ? 'Also kept' : 'Kept'} down by <Link href={`/cases/${caseId}`}>{caseId}</Link>
        </p>
      ))}
    </>
  );
}

/** What was decided and what has come of it. */
function ItemStanding({ view, item }: { readonly view: CaseView; readonly item: ItemView }) {
  const { decision, acknowledgedAt, confirmedGoneAt } = item;
  if (!decision) return null;
  return (
    <p className="decided">
      <strong>{standsAs(view, item)}</strong>:{' '}
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
  const { comparison, articleFacts, family, licence, original } = evidence;
  const { credits, mixedScript } = articleFacts;
  const { by } = whoWasFirst(evidence.dated);
  return (
    <div className="facts">
      <div className="finding">
        <details className="inline">
          <summary>
            <strong>{VERDICT_WORDS[comparison.verdict]}</strong>
          </summary>
          <p>{VERDICT_MEANS[comparison.verdict]}</p>
        </details>
        <p>{findingInOneLine(evidence)}</p>
      </div>
      <dl className="numbers">
        <Fact name="Of the page">{percent(comparison.articleCoverage)}</Fact>
        <Fact name="Of the original">{percent(comparison.originalCoverage)}</Fact>
        <Fact name="Longest run">{plural(comparison.longestRunWords, 'word')}</Fact>
        <Fact name="Left out">
          <LeftOut evidence={evidence} />
        </Fact>
        {credits.length > 0 && (
          <Fact name="Photo credits">
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
          </Fact>
        )}
        {mixedScript.length > 0 && (
          <Fact name="Disguised">
            {[...new Set(mixedScript.flatMap(({ codePoints }) => codePoints))].join(', ')}
          </Fact>
        )}
        <Fact name={by === undefined ? 'Seen first' : `Seen first, by ${RUNG_WORDS[by]}`}>
          <WhoWasFirst dated={evidence.dated} now={view.at} />
        </Fact>
        <Fact name="Licence">
          {licence === undefined ? (
            'nobody to ask'
          ) : (
            <details className="inline">
              <summary>{LICENCE_WORDS[licence.answer]}</summary>
              <ul>
                {licence.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </details>
          )}
        </Fact>
        {original.publishedAt !== undefined && (
          <Fact name="Press publishers’ right">
            <details className="inline">
              <summary>{pressRightTerm(original.publishedAt)}</summary>
              <p>
                Directive (EU) 2019/790, Art. 15: {WHOSE_PRESS_RIGHT}. Its author’s copyright is another and
                lasts longer.
              </p>
            </details>
          </Fact>
        )}
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
    </div>
  );
}

/** What is shared and is not counted as own words, and why. */
function LeftOut({ evidence }: { readonly evidence: Evidence }) {
  const { comparison, passages, articleFacts, incomplete } = evidence;
  const { quotedWords, boilerplateWords, excludedBy } = comparison;
  return (
    <details className="inline">
      <summary>{plural(quotedWords + boilerplateWords, 'word')}</summary>
      <div>
        <p>Shared, and not counted as own words:</p>
        <ul>
          <li>{plural(quotedWords, 'shared word')} in quotation marks</li>
          <li>{plural(boilerplateWords, 'shared word')} of boilerplate</li>
          {passages.map(
            ({ standsOn }, i) =>
              standsOn && (
                <li key={i}>
                  passage {i + 1} stands on {plural(standsOn.pages, 'page')} of{' '}
                  {plural(standsOn.sites, 'site')}
                </li>
              ),
          )}
          {excludedBy?.map(({ caseId, item, passage }) => (
            <li key={`${caseId}${item}${passage}`}>
              words that a person excluded with <Link href={`/cases/${caseId}`}>{caseId}</Link>, address{' '}
              {item}, passage {passage}
            </li>
          ))}
          {articleFacts.boilerplateFrom !== null && <li>the page’s frame, which stands folded at its end</li>}
          {incomplete?.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
    </details>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
