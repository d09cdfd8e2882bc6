import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, line } from './text.ts';

const tag = 'Departments';

export const department = z.strictObject({ id, name: z.string() });

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
  errors: ['department.name_taken'],
});
