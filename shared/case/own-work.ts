import type { Actor, CaseFile } from './case';
import { type Refusal, refusal } from './transition';

/** In which two roles one person acts that should be two, for these items or the case as a whole. */
export const roleConflicts = (
  { head, items }: CaseFile,
  actor: Actor,
  numbers: readonly number[],
): readonly string[] => [
  ...(head.filedBy === actor.id ? ['decided a case of their own filing'] : []),
  ...(items.some(({ no, editedBy }) => numbers.includes(no) && editedBy?.includes(actor.id))
    ? ['decided on content that they edited']
    : []),
];

/** Nobody judges what they filed or edited. Where one person is all there is, it is written down instead. */
export function refuseOwnWork(file: CaseFile, actor: Actor, numbers: readonly number[]): Refusal | undefined {
  const { head, items } = file;
  if (head.policy.soloOperator || roleConflicts(file, actor, numbers).length === 0) return undefined;
  if (head.filedBy === actor.id)
    return refusal('forbidden', 'you filed this case: another person has to decide it');
  const own = items.filter(({ no, editedBy }) => numbers.includes(no) && editedBy?.includes(actor.id));
  return refusal(
    'forbidden',
    `you edited the page of item ${own.map(({ no }) => no).join(', ')}: another person has to decide it`,
    { items: own.map(({ no }) => no) },
  );
}
