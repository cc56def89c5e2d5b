// The peer, where it is installed.

/** onnxruntime-node, or undefined after a line that says so. */
export async function peer() {
  try {
    const { default: runtime } = await import('onnxruntime-node');
    return runtime;
  } catch {
    console.log('onnxruntime-node is not installed: its column is skipped (`npm ci --prefix bench` installs it)\n');
    return undefined;
  }
}
