import { describe, expect, it } from 'vitest';
import { searchOf, usersSearch, viewOf } from './users-search.ts';

const DEPARTMENT = '018f0000-0000-7000-8000-0000000000d1';

describe('the view in the address', () => {
  it('is empty for the plain list', () => {
    expect(usersSearch({})).toEqual({});
  });

  it('says the same after reading and writing', () => {
    const search = {
      q: 'ana',
      status: 'active,pending',
      role: 'admin',
      department: DEPARTMENT,
      twoFactor: 'email,app',
      sort: '-lastSignInAt',
      hide: 'username',
      user: DEPARTMENT,
    };
    expect(searchOf(viewOf(search))).toEqual(search);
  });

  it('leaves out what it does not know', () => {
    const search = {
      status: 'foo,active',
      role: { a: 1 },
      department: 'x',
      twoFactor: 'fax',
      sort: '[{',
      hide: 'name,email',
      limit: 9,
      user: null,
    };
    expect(usersSearch(search)).toEqual({ status: 'active', hide: 'email' });
  });

  it('takes numbers and lists as the router reads them', () => {
    expect(usersSearch({ q: 12, status: ['deleted', 'deleted'] })).toEqual({ q: '12', status: 'deleted' });
  });

  it('leaves out the sort that is meant anyway', () => {
    expect(usersSearch({ sort: 'name' })).toEqual({});
    expect(usersSearch({ sort: '-name' })).toEqual({ sort: '-name' });
  });
});
