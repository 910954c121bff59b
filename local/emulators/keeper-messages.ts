import type { IssuerSettings } from '../issuer/issuer';

/** What the keeper is told when it is started, as JSON in its first argument. */
export interface KeeperSettings {
  readonly stateDir: string;
  /** Ports to take if they are still free. */
  readonly ports: Partial<KeeperPorts>;
  readonly clockOffsetMs: number;
}

export interface KeeperPorts {
  readonly s3: number;
  readonly messaging: number;
  readonly dynamodb: number;
  readonly issuer: number;
}

export type ToKeeper =
  | { readonly kind: 'move_clock'; readonly offsetMs: number }
  | { readonly kind: 'open_issuer'; readonly settings: IssuerSettings }
  | { readonly kind: 'stop' };

export type FromKeeper =
  | { readonly kind: 'ready'; readonly ports: KeeperPorts }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };
