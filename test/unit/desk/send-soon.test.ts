import { parseInstant } from '../../../shared/clock/instant';
import type { WorkQueue } from '../../../shared/desk/desk';
import { sendSoon } from '../../../shared/desk/send-soon';

const now = () => parseInstant('2026-03-02T12:00:00Z')!;

describe('sending soon', () => {
  // Every message waited for the sweep, and the log did not say that a permission was missing.
  it('fails nobody where it cannot be done, and says why in the log, without what was sent', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const send = () => Promise.reject(new RangeError('words of somebody'));
    await sendSoon({ now }, { send } as unknown as WorkQueue, [{}, {}]);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
    log.mockRestore();
    expect(lines).toMatchObject([
      { event: 'send_delayed', messages: 2, error: expect.stringMatching(/^RangeError \| at /) },
    ]);
    expect(JSON.stringify(lines)).not.toContain('somebody');
  });
});
