// until.mjs - waiting for what comes when it can: a busy machine has no other order

export const patience = 60_000; // ms that anything may take

// Tries again until `check` does not throw; gives what it returns.
export async function until(check) {
  for (const end = Date.now() + patience; ;)
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
