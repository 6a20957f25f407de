// until.mjs - waits for a condition: on a busy machine the delay is unknown

export const patience = 60_000; // ms that a condition may take

// Calls `check` until it does not throw; returns its result.
export async function until(check) {
  for (const end = Date.now() + patience; ;)
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
