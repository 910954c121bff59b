/** Ready-made people of the local user pool. The groups are the template's; nobody has a password. */
export const demoUsers = [
  { username: 'rita', groups: ['reviewer'] },
  { username: 'liam', groups: ['legal'] },
  { username: 'mona', groups: ['manager'] },
  { username: 'ada', groups: ['admin'] },
  { username: 'otto', groups: ['auditor'] },
] as const satisfies readonly DemoUser[];

export interface DemoUser {
  readonly username: string;
  readonly groups: readonly string[];
}
