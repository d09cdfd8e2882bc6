import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileCode, IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportActivityCsv, exportActivityJsonLines } from '../../contract/activity-log.ts';
import { addressOf } from '../api/client.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { listQueryOf } from './activity-queries.ts';
import type { ActivityView } from './activity-search.ts';
import classes from './Filters.module.css';

const FILES = [
  { name: 'csv', endpoint: exportActivityCsv, icon: IconFileSpreadsheet },
  { name: 'jsonl', endpoint: exportActivityJsonLines, icon: IconFileCode },
] as const;

/** What the filters show, as a file. */
export function DownloadMenu({ view }: { view: ActivityView }) {
  const { t } = useTranslation('activity');
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Tooltip label={t('download.title')}>
          <ActionIcon variant="default" size={36} className={classes.download} aria-label={t('download.title')}>
            <IconDownload {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {FILES.map(({ name, endpoint, icon: Picture }) => (
          <Menu.Item
            key={name}
            component="a"
            href={addressOf(endpoint, { query: listQueryOf(view) })}
            download={`activity.${name}`}
            leftSection={<Picture {...SMALL_ICON} />}
          >
            {t(`download.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('download.note')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
