import { Button, type ButtonProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';

interface ButtonLinkProps {
  href: string;
  appearance?: ButtonProps['appearance'];
  icon?: ReactElement;
  children: ReactNode;
}

/** A way to another page that looks like a button. */
export function ButtonLink({ href, children, ...look }: ButtonLinkProps) {
  return (
    <Link href={href} asChild>
      <Button as="a" {...look}>
        {children}
      </Button>
    </Link>
  );
}
