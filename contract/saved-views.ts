import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';
import { id, line, searched } from './text.ts';

const tag = 'Saved views';
const byId = z.strictObject({ id });

export const VIEWED_LISTS = ['agents', 'leads'] as const;
const viewedList = z.enum(VIEWED_LISTS);
export type ViewedList = z.infer<typeof viewedList>;

/** What the address bar says of a list: filters, search, sort, columns. */
export const viewState = z
  .record(searched(40), z.union([searched(500), z.array(searched(200)).max(50)]))
  .refine((state) => Object.keys(state).length <= 50, 'field.invalid')
  .meta({ id: 'ViewState' });
export type ViewState = z.infer<typeof viewState>;

/** So many views of a list may one user save. */
export const MOST_VIEWS = 50;

const savedView = z
  .strictObject({
    id,
    list: viewedList,
    name: z.string(),
    isShared: z.boolean(),
    state: viewState,
    owner: z.strictObject({ id, name: z.string() }),
    version: z.int(),
    can: z.strictObject({ edit: decision }),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;

export const listSavedViews = endpoint({
  name: 'listSavedViews',
  method: 'GET',
  path: '/api/v1/saved-views',
  access: 'session',
  tag,
  summary: 'My saved views of a list, and those that others share, by name',
  query: z.strictObject({ list: viewedList }),
  response: z.strictObject({ items: z.array(savedView), can: z.strictObject({ share: decision }) }),
  status: 200,
  errors: ['permission.missing'],
});

export const createSavedView = endpoint({
  name: 'createSavedView',
  method: 'POST',
  path: '/api/v1/saved-views',
  access: 'session',
  tag,
  summary: 'Save a view of a list; sharing it asks for a permission',
  body: z.strictObject({ list: viewedList, name: line(80), state: viewState, isShared: z.boolean().default(false) }),
  response: savedView,
  status: 201,
  records: ['saved_view.created'],
  errors: ['saved_view.name_taken', 'saved_view.too_many', 'permission.missing'],
});

export const updateSavedView = endpoint({
  name: 'updateSavedView',
  method: 'PATCH',
  path: '/api/v1/saved-views/{id}',
  access: 'session',
  tag,
  summary: 'Change a view of one’s own',
  params: byId,
  body: z.strictObject({ name: line(80), state: viewState, isShared: z.boolean() }).partial(),
  response: savedView,
  status: 200,
  records: ['saved_view.changed'],
  errors: ['saved_view.not_found', 'saved_view.name_taken', 'saved_view.not_own', 'permission.missing', 'saved_view.changed'],
  versioned: true,
});

export const deleteSavedView = endpoint({
  name: 'deleteSavedView',
  method: 'DELETE',
  path: '/api/v1/saved-views/{id}',
  access: 'session',
  tag,
  summary: 'Delete a view of one’s own',
  params: byId,
  status: 204,
  records: ['saved_view.deleted'],
  errors: ['saved_view.not_found', 'saved_view.not_own', 'permission.missing'],
});
