import { PassThrough } from 'node:stream';
import { processIo } from '../../../cli/io';
import { openWitness } from '../../../cli/takedown/witness';

describe('a witness', () => {
  it('keeps what holds, by the clock it is given, and ends the story with the first thing that does not', () => {
    const stdout = new PassThrough();
    const witness = openWitness({ ...processIo(), stdout }, () => Date.UTC(2026, 0, 5));
    witness.scene('A scene');
    witness.saw('two and two are four', 2 + 2 === 4);
    expect(() => witness.saw('the page is gone', false)).toThrow('not as told: the page is gone');
    expect(witness.seen).toEqual([
      { at: '2026-01-05T00:00:00.000Z', scene: 'A scene', fact: 'two and two are four' },
    ]);
    expect(String(stdout.read())).toContain('✓ two and two are four');
  });

  it('shows a mail as text that a terminal may safely show', () => {
    const stdout = new PassThrough();
    const mail = {
      id: '1',
      at: '',
      from: '',
      to: ['a@b.example'],
      subject: 's',
      text: 'x\u001b[2Jy',
      headers: {},
    };
    openWitness({ ...processIo(), stdout }, () => 0).show(mail);
    expect(String(stdout.read())).not.toContain('\u001b');
  });
});
