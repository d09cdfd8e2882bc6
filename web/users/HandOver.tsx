import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalRole } from '../../contract/permissions.ts';
import type { User } from '../../contract/users.ts';
import { useMe } from '../api/use-me.ts';
import edit from './EditUser.module.css';
import { HandOverDialog } from './HandOverDialog.tsx';
import { fullName } from './names.ts';
import { PanelBody } from './PanelBody.tsx';
import { RolesField } from './RolesField.tsx';
import classes from './UserPanel.module.css';

/** What becomes of the present main user. */
export type Former = { portalRoles: PortalRole[] } | { delete: true };

/** Making another user the main user: first what becomes of oneself, then the password. */
export function HandOver({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('users');
  const { can } = useMe();
  const [stays, setStays] = useState('stay');
  const [portalRoles, setRoles] = useState<PortalRole[]>([]);
  const [isAsking, setAsking] = useState(false);
  const name = fullName(user);
  const former: Former = stays === 'stay' ? { portalRoles } : { delete: true };

  return (
    <>
      <PanelBody>
        <section className={edit.form} aria-label={t('handOver.title', { name })}>
          <div>
            <h3 className={edit.title}>{t('handOver.title', { name })}</h3>
            <p className={classes.explain}>{t('handOver.text')}</p>
          </div>
          <Radio.Group label={t('handOver.you')} value={stays} onChange={setStays}>
            <Stack gap={10} mt={8}>
              <Radio value="stay" label={t('handOver.stay')} description={t('handOver.stayHelp')} data-autofocus autoFocus />
              <Radio value="leave" label={t('handOver.leave')} description={t('handOver.leaveHelp')} />
            </Stack>
          </Radio.Group>
          {stays === 'stay' && (
            <RolesField label={t('handOver.roles')} giveRole={can.giveRole} value={portalRoles} onChange={setRoles} />
          )}
        </section>
      </PanelBody>
      <footer className={edit.footer}>
        <div className={edit.bar}>
          <span className={edit.count} />
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('handOver.cancel')}
          </Button>
          <Button onClick={() => setAsking(true)}>{t('edit.submit')}</Button>
        </div>
      </footer>
      <HandOverDialog user={user} former={former} opened={isAsking} onClose={() => setAsking(false)} onDone={onClose} />
    </>
  );
}
