// The viewer is one script and one sheet. Beside index.html, which the watch server serves, there is page.html: the exported page, with a
// policy that allows exactly this script and this sheet. @SCRIPT@, @STYLE@, @TRACE@ and @STAGES@ are put into it by whoever exports.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function pageForExports(): Plugin {
  let folder = '';
  return {
    name: 'page-for-exports',
    configResolved: (config) => void (folder = config.build.outDir),
    closeBundle: () => {
      const script = readFileSync(join(folder, 'viewer.js'), 'utf8');
      const style = readFileSync(join(folder, 'viewer.css'), 'utf8');
      if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('the viewer cannot be part of a page');
      const page = readFileSync(new URL('src/page.html', import.meta.url), 'utf8');
      writeFileSync(join(folder, 'page.html'), page.replace('@SCRIPT_HASH@', hashOf(script)).replace('@STYLE_HASH@', hashOf(style)));
    },
  };
}

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  plugins: [pageForExports()],
  build: {
    target: 'es2022',
    outDir: process.env['ORRERY_VIEWER_OUTPUT'] ?? 'dist',
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    rollupOptions: { output: { format: 'iife', entryFileNames: 'viewer.js', assetFileNames: 'viewer[extname]', inlineDynamicImports: true } },
  },
});
