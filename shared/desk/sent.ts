/** How an attempt to perform an effect ended. */
export type Sent =
  | {
      readonly outcome: 'delivered';
      /** HTTP status, of a webhook. */
      readonly status?: number;
    }
  /** Nobody to tell, by no fault of anybody; or no longer owed. */
  | { readonly outcome: 'cancelled'; readonly reason: string }
  | {
      readonly outcome: 'failed';
      readonly reason: string;
      /** The same will never succeed. */
      readonly final: boolean;
      readonly status?: number;
    };
