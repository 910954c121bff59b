import { between, HOUR, type Instant, MINUTE } from '../../shared/clock/instant';
import { useNow } from './desk-time';
import { exactly, leftWords, moment, ticking } from './words';

type Urgency = 'late' | 'soon' | 'today' | 'calm' | 'paused';

const URGENT_MS = 30 * MINUTE;
const SOON_MS = 4 * HOUR;

/** Told by a sign and by words, and by colour only besides. */
const SIGNS = { late: '▲', soon: '◆', today: '●', calm: '○', paused: '‖' } as const satisfies Record<
  Urgency,
  string
>;

const urgencyOf = (ms: number): Urgency =>
  ms < 0 ? 'late' : ms < URGENT_MS ? 'soon' : ms < SOON_MS ? 'today' : 'calm';

export interface CountdownProps {
  /** Absent while the clock is paused. */
  readonly dueAt: Instant | undefined;
  /** What is said where nothing ticks. */
  readonly otherwise: string;
  /** To the second throughout, for the one case that is open. */
  readonly large?: boolean;
  /** Without the hour at which it ends, where that stands beside it already. */
  readonly brief?: boolean;
  /** Nothing runs or stands still: nothing is owed any more. */
  readonly over?: boolean;
  /** What is due then. */
  readonly of?: string;
}

export function Countdown({
  dueAt,
  otherwise,
  large = false,
  brief = false,
  over = false,
  of = '',
}: CountdownProps) {
  const now = useNow();
  if (dueAt === undefined)
    return (
      <span className="countdown" data-urgency="paused">
        {!over && <span aria-hidden="true">{SIGNS.paused}</span>} {otherwise}
      </span>
    );
  const left = between(now, dueAt);
  const urgency = urgencyOf(left);
  return (
    <span className={large ? 'countdown large' : 'countdown'} data-urgency={urgency}>
      <span aria-hidden="true">{SIGNS[urgency]}</span>{' '}
      <span className="left">
        {large ? (
          <>
            {left < 0 ? 'overdue by' : 'due in'} <b>{ticking(Math.abs(left))}</b>
          </>
        ) : (
          leftWords(left)
        )}
      </span>{' '}
      {!brief && (
        <time dateTime={dueAt} title={exactly(dueAt)}>
          {of} {left < 0 ? 'was due' : large ? '' : 'due'} {moment(dueAt, now)}
        </time>
      )}
    </span>
  );
}
