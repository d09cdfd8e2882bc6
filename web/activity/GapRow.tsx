import { useTranslation } from 'react-i18next';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import classes from './EntryList.module.css';
import type { Gap } from './entry-rows.ts';

/** Says honestly that entries are missing here, and leads to them. */
export function GapRow({ gap: { count, before } }: { gap: Gap }) {
  const { t } = useTranslation('activity');
  return (
    <div className={classes.gap}>
      <span>{count === null ? t('live.gapUnknown') : t('live.gap', { count })}</span>
      <LinkAnchor to="/activity" search={{ until: before.at }} size="sm">
        {t('live.gapLink')}
      </LinkAnchor>
    </div>
  );
}
