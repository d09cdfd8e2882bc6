import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import classes from './QrCode.module.css';

/** A QR code, black on white in every theme, since cameras want it so. */
export function QrCode({ text }: { text: string }) {
  const { t } = useTranslation('second-factors');
  const { size, data } = encode(text, { ecc: 'M', border: 3 });
  const path = data.flatMap((row, y) => row.map((isBlack, x) => (isBlack ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('setUp.qrCode')}
      className={classes.code}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
