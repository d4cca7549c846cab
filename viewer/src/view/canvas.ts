// A canvas that is as large as it is shown, and the colours of the theme.

export interface Pad {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** What a custom property says. */
  readonly colour: (name: string) => string;
}

/** Empty, and measured in CSS pixels. */
export function prepared(canvas: HTMLCanvasElement): Pad | undefined {
  const scale = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth;
    canvas.height = pixelHeight;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  const known = new Map<string, string>();
  const colour = (name: string): string => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = style.getPropertyValue(name)));
    return found;
  };
  context.font = `11px ${style.fontFamily}`;
  return { context, width, height, colour };
}
