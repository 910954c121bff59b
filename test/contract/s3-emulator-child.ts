import { startS3Emulator } from '../../local/s3/s3-emulator';

/** An emulator in a process of its own, to be killed: prints its endpoint and serves until then. */
async function main(dir: string): Promise<void> {
  const { endpoint } = await startS3Emulator({ dir });
  process.stdout.write(`${endpoint}\n`);
}

void main(process.argv[2]!);
