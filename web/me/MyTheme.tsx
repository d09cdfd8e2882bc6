import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MySection } from './MySection.tsx';

/** Light, dark, or like the system; in this browser. */
export function MyTheme() {
  const { t } = useTranslation(['me', 'frame']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <MySection title={t('theme.title')} text={t('theme.text')}>
      <SegmentedControl
        aria-label={t('theme.title')}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        data={[
          { value: 'light', label: t('frame:themeLight') },
          { value: 'dark', label: t('frame:themeDark') },
          { value: 'auto', label: t('frame:themeAuto') },
        ]}
      />
    </MySection>
  );
}
