import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalRole } from '../../contract/permissions.ts';
import { createUser, type User } from '../../contract/users.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { USER_ERROR_FIELDS } from './user-error-fields.ts';
import { putUser, USERS } from './users-queries.ts';

/** What the form holds. `passwordBy`: who chooses the password. */
export type NewUser = {
  firstName: string;
  lastName: string;
  email: string;
  username: string;
  passwordBy: 'user' | 'administrator';
  password: string;
  portalRoles: PortalRole[];
  departments: string[];
};

const EMPTY: NewUser = {
  firstName: '',
  lastName: '',
  email: '',
  username: '',
  passwordBy: 'user',
  password: '',
  portalRoles: [],
  departments: [],
};

function bodyOf({ passwordBy, password, username, ...rest }: NewUser) {
  return { ...rest, username: username.trim() || null, password: passwordBy === 'administrator' ? password : null };
}

/** The form for a new user. One key for each opened form, so that a repeated press makes one user. */
export function useCreateUser(onCreated: (user: User) => void) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const key = useRef<string | null>(null);
  const run = useStepUp();

  return useContractForm({
    schema: createUser.body,
    initialValues: EMPTY,
    toBody: bodyOf,
    fieldOf: USER_ERROR_FIELDS,
    send: async (body) => {
      key.current ??= makeKey();
      try {
        const idempotencyKey = key.current;
        return await run(() => call('createUser', { body, idempotencyKey }));
      } catch (error) {
        if (error instanceof ApiError && error.code === 'idempotency.mismatch') key.current = null;
        throw error;
      }
    },
    onDone: (user) => {
      key.current = null;
      putUser(client, user);
      void client.invalidateQueries({ queryKey: [...USERS, 'list'] });
      void client.invalidateQueries({ queryKey: [...USERS, 'count'] });
      toast(t('form.created', { name: fullName(user) }));
      onCreated(user);
    },
  });
}

/** Random enough to be unique. `randomUUID` is missing where a company serves Rollcall without HTTPS. */
function makeKey(): string {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

export type NewUserForm = ReturnType<typeof useCreateUser>['form'];
