import type { HandlersOf } from '../http/mount.ts';
import { createDepartment } from './create-department.ts';
import { listDepartments } from './queries.ts';

export const departmentHandlers: HandlersOf<'listDepartments' | 'createDepartment'> = {
  listDepartments: async ({ db, signedIn }) => ({ items: await listDepartments(db, signedIn.accountId) }),

  createDepartment: ({ db, signedIn }, { body }) =>
    db.write(signedIn.accountId, (tx) => createDepartment(tx, signedIn, body.name)),
};
