import type { HandlersOf } from '../http/mount.ts';
import { deleteDepartment, renameDepartment } from './change-department.ts';
import { createDepartment } from './create-department.ts';
import { listDepartments } from './queries.ts';

export const departmentHandlers: HandlersOf<'listDepartments' | 'createDepartment' | 'renameDepartment' | 'deleteDepartment'> = {
  listDepartments: async ({ db, signedIn }) => ({ items: await listDepartments(db, signedIn.accountId) }),

  createDepartment: ({ db, signedIn }, { body }) =>
    db.write(signedIn.accountId, (tx) => createDepartment(tx, signedIn, body.name)),

  renameDepartment: ({ db, signedIn }, { params, body }) =>
    db.write(signedIn.accountId, (tx) => renameDepartment(tx, signedIn, params.id, body.name)),

  deleteDepartment: ({ db, signedIn }, { params }) =>
    db.write(signedIn.accountId, (tx) => deleteDepartment(tx, signedIn, params.id)),
};
