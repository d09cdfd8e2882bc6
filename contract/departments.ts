import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, line } from './text.ts';

const tag = 'Departments';

export const department = z.strictObject({ id, name: z.string() }).meta({ id: 'Department' });

export const listDepartments = endpoint({
  name: 'listDepartments',
  method: 'GET',
  path: '/api/v1/departments',
  access: 'user.view',
  tag,
  summary: 'The departments of the account, by name, with how many users each has',
  response: z.strictObject({ items: z.array(department.extend({ users: z.int() })) }),
  status: 200,
  errors: [],
});

export const createDepartment = endpoint({
  name: 'createDepartment',
  method: 'POST',
  path: '/api/v1/departments',
  access: 'department.manage',
  tag,
  summary: 'Add a department',
  body: z.strictObject({ name: line(80).meta({ example: 'Inbound sales' }) }),
  response: department,
  status: 201,
  records: ['department.created'],
  errors: ['department.name_taken'],
});

export const renameDepartment = endpoint({
  name: 'renameDepartment',
  method: 'PATCH',
  path: '/api/v1/departments/{id}',
  access: 'department.manage',
  tag,
  summary: 'Rename a department',
  params: z.strictObject({ id }),
  body: z.strictObject({ name: line(80) }),
  response: department,
  status: 200,
  records: ['department.renamed'],
  errors: ['department.not_found', 'department.name_taken'],
});

export const deleteDepartment = endpoint({
  name: 'deleteDepartment',
  method: 'DELETE',
  path: '/api/v1/departments/{id}',
  access: 'department.manage',
  tag,
  summary: 'Delete a department; its users stay',
  params: z.strictObject({ id }),
  status: 204,
  records: ['department.deleted'],
  errors: ['department.not_found'],
});
