import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Native = Omit<ComponentProps<'a'>, 'href' | 'color' | 'style'>;

function ButtonAnchor(props: ButtonProps & Native) {
  return <Button component="a" {...props} />;
}

function TextAnchor(props: Omit<AnchorProps, 'href'> & Native) {
  return <Anchor {...props} />;
}

/** A button that leads to a page of the product. */
export const LinkButton = createLink(ButtonAnchor);

/** A link in text that leads to a page of the product. */
export const LinkAnchor = createLink(TextAnchor);
