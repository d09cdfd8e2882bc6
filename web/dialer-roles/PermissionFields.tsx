import { Checkbox, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import { useMe } from '../api/use-me.ts';
import { tError } from '../locales/t-error.ts';
import classes from './PermissionFields.module.css';
import { PERMISSION_GROUPS } from './permission-groups.ts';

interface Props {
  value: readonly DialerPermission[];
  onChange: (value: DialerPermission[]) => void;
  /** How far the role reaches: what one holds for some one does not give for all. */
  scope: Scope;
  /** Whether the role has holders already, who have any tags. */
  isHeld: boolean;
  isFixed: boolean;
}

/** What the role allows, by subject, each with its meaning. What one does not hold oneself is disabled, and says why. */
export function PermissionFields({ value, onChange, scope, isHeld, isFixed }: Props) {
  const { t } = useTranslation('dialer-roles');
  const { permissions: own } = useMe().dialer;
  const isGivable = (one: DialerPermission) =>
    own[one] === 'all' || (own[one] !== undefined && !isHeld && scope === 'shared_tags');
  const set = (ones: readonly DialerPermission[], isOn: boolean) => {
    const next = new Set(value);
    for (const one of ones) isOn ? next.add(one) : next.delete(one);
    onChange([...next].sort());
  };
  return (
    <div className={classes.groups}>
      {PERMISSION_GROUPS.map(([group, permissions]) => {
        const open = permissions.filter(isGivable);
        const isAll = permissions.every((one) => value.includes(one));
        return (
          <fieldset key={group} className={classes.group}>
            <legend className={classes.legend}>{t(`group.${group}`)}</legend>
            <Checkbox
              size="xs"
              className={classes.all}
              label={t('allOfGroup')}
              aria-label={t('allOf', { group: t(`group.${group}`) })}
              checked={isAll}
              indeterminate={!isAll && permissions.some((one) => value.includes(one))}
              disabled={isFixed || open.length === 0}
              onChange={(event) => set(open, event.currentTarget.checked)}
            />
            {permissions.map((one) => (
              <Permission
                key={one}
                permission={one}
                isOn={value.includes(one)}
                isFixed={isFixed}
                isGivable={isGivable(one)}
                onChange={(isOn) => set([one], isOn)}
              />
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}

interface PermissionProps {
  permission: DialerPermission;
  isOn: boolean;
  isFixed: boolean;
  isGivable: boolean;
  onChange: (isOn: boolean) => void;
}

function Permission({ permission, isOn, isFixed, isGivable, onChange }: PermissionProps) {
  const { t } = useTranslation('dialer-roles');
  const isLacked = !isGivable && !isFixed;
  return (
    <Tooltip label={tError('dialer_role.not_held')} disabled={!isLacked} maw={320} position="top-start">
      <div>
        <Checkbox
          label={t(`permission.${permission}`)}
          description={isLacked ? t('lacked') : undefined}
          checked={isOn}
          disabled={isFixed || isLacked}
          data-path={`permissions.${permission}`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </div>
    </Tooltip>
  );
}
