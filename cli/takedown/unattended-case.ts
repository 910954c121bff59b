import type { CaseView } from '../../shared/desk/read-case';
import type { Demo } from '../demo-stack';
import type { Io } from '../io';
import type { Witness } from './witness';
export const tellUnattendedCase = async (
  _io: Io,
  _demo: Demo,
  _witness: Witness,
): Promise<CaseView | undefined> => undefined;
