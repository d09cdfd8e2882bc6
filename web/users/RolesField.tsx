import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL_PORTAL_ROLES, type PortalRole } from '../../contract/permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import classes from './CreateUser.module.css';
import { reasonOf } from './reason-of.ts';

interface Props {
  /** Which roles this person may give, and why not the others. */
  giveRole: Readonly<Record<PortalRole, Decision>>;
  label?: string;
  value?: PortalRole[];
  onChange?: (roles: PortalRole[]) => void;
  error?: ReactNode;
  'data-path'?: string;
}

/** The built-in roles as check boxes, each with what it allows. */
export function RolesField({ giveRole, label, value = [], onChange, error, 'data-path': path }: Props) {
  const { t } = useTranslation(['users', 'permissions']);
  return (
    <Checkbox.Group
      label={label ?? t('form.roles')}
      value={value}
      onChange={(roles) => onChange?.(ALL_PORTAL_ROLES.filter((role) => roles.includes(role)))}
      error={error}
      description={error ? undefined : t(value.length === 0 ? 'form.noRoles' : 'form.rolesHelp')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <Stack gap={10} my={8}>
        {ALL_PORTAL_ROLES.map((role, index) => {
          const reason = reasonOf(giveRole[role]);
          return (
            <Checkbox
              key={role}
              value={role}
              data-path={index === 0 ? path : undefined}
              label={t(`permissions:roles.${role}`)}
              disabled={reason !== null}
              description={
                <>
                  {t(`role.${role}`)}
                  {reason && <span className={classes.reason}>{reason}</span>}
                </>
              }
            />
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}
