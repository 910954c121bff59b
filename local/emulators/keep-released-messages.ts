import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';

interface Persistence {
  readonly prototype: {
    updateMessageReady: (this: { readonly db: DatabaseSync }, messageId: string) => void;
  };
}

/**
 * fauxqs 2.4.1 with a data folder loses a message whose visibility timeout is set to 0: it clears the receive count,
 * which its own table forbids, and throws between taking the message from one list and putting it on the other.
 * Call before it starts.
 */
export async function keepReleasedMessages(): Promise<void> {
  const folder = dirname(findPackageJSON('fauxqs', __filename)!);
  const { PersistenceManager } = (await import(pathToFileURL(join(folder, 'dist/persistence.js')).href)) as {
    PersistenceManager: Persistence;
  };
  PersistenceManager.prototype.updateMessageReady = function keepCount(messageId) {
    this.db
      .prepare(
        'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
      )
      .run(messageId);
  };
}
