import type { Attestation } from './notice';

/** The statements a letter makes, in its sender's own words. */
export interface Attestations {
  readonly goodFaith?: Attestation;
  readonly authority?: Attestation;
  readonly accuracy?: Attestation;
}

const GOOD_FAITH =
  /good[\s-]{0,3}faith|bona fide|gute[nmr]? glauben|bonne foi|buena fe|buona fede|boa[\s-]f[ée]|goeder? trouw|dobrej wierze|善意|真诚地?相信/i;
const BELIEF =
  /belie[fv]|überzeug|glaube|conviction|crois|creo|creencia|ritengo|convinzione|acredit|geloof|wierz|相信|not (?:been )?authori[sz]ed/i;
const PERJURY = /perjur|eidesstattlich|an eides statt|parjure|spergiuro|meineed|krzywoprzysię|伪证/i;
const AUTHORITY =
  /authori[sz]|owner|behalf|holder|inhaber|bevollmächtigt|titulaire|mandat|titular|autoriza|titolare|właściciel|所有|授权|权利人/i;
const ACCURACY =
  /accurate|true and correct|complete and correct|richtig|zutreffend|exact|veraz|exacta|accurat|准确|真实/i;

/** A form telling the sender what to type has not been typed yet. */
const INSTRUCTION =
  /\bfollowing statement|type \(or copy|please (?:include|add|confirm|state)|must (?:include|contain|state)/i;

/** Statements recognised by what the law makes of them, not by one wording. A sentence may look at its neighbours. */
export function attestationsIn(text: string): Attestations {
  const found: { goodFaith?: string; authority?: string; accuracy?: string } = {};
  for (const paragraph of paragraphsOf(text)) {
    const sentences = paragraph.match(/[^.!?。！？]+[.!?。！？]*/g) ?? [];
    for (const [index, sentence] of sentences.entries()) {
      if (INSTRUCTION.test(sentence)) continue;
      const around = () => `${sentences[index - 1] ?? ''}${sentence}${sentences[index + 1] ?? ''}`;
      if (found.goodFaith === undefined && GOOD_FAITH.test(sentence) && BELIEF.test(sentence))
        found.goodFaith = sentence;
      if (found.authority === undefined && PERJURY.test(sentence) && AUTHORITY.test(around()))
        found.authority = AUTHORITY.test(sentence) ? sentence : around();
      if (
        found.accuracy === undefined &&
        ACCURACY.test(sentence) &&
        /informati|notice|notif|angaben|declar|信息/i.test(around())
      )
        found.accuracy = sentence;
    }
  }
  return {
    ...(found.goodFaith ? { goodFaith: own(found.goodFaith) } : {}),
    ...(found.authority ? { authority: own(found.authority) } : {}),
    ...(found.accuracy ? { accuracy: own(found.accuracy) } : {}),
  };
}

const LONGEST = 2_000;

const own = (text: string): Attestation => ({ textId: 'own_words', text: text.trim().slice(0, LONGEST) });

/** Lines joined; a list's items and what follows an empty line stand apart. */
const paragraphsOf = (text: string): readonly string[] =>
  text
    .replaceAll('**', '')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
