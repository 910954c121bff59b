import type { ExclusionStore } from '../../../shared/desk/desk';

/** Nobody has excluded anything. */
export const noExclusions: ExclusionStore = {
  add: async () => {},
  revoke: async () => {},
  within: async () => [],
  ofCase: async () => [],
};
