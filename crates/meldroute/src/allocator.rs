//! Memory that is given back. The allocator of glibc takes large pieces from the system by themselves and gives them back at
//! once, but raises what counts as large to the largest that was freed, up to 32 MiB: then the index grows within the heap,
//! and what it leaves behind stays with the program. With a fixed limit it does not (docs/performance.md). glibc reads it from
//! the environment before the program begins, so the program begins once more with it: same process, same arguments.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn gives_back() {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    /// What glibc calls it, and how many bytes are large.
    const LARGE: (&str, &str) = ("MALLOC_MMAP_THRESHOLD_", "524288");
    /// So much may stay free at the end of the heap.
    const SPARE: (&str, &str) = ("MALLOC_TRIM_THRESHOLD_", "262144");
    /// It began again already, also where the system takes the other two away (a program with capabilities of its own).
    const AGAIN: (&str, &str) = ("MELDROUTE_BEGAN_AGAIN", "1");

    if [LARGE.0, AGAIN.0]
        .iter()
        .any(|name| std::env::var_os(name).is_some())
    {
        return;
    }
    let mut arguments = std::env::args_os();
    let (Some(name), Ok(program)) = (arguments.next(), std::env::current_exe()) else {
        return;
    };
    let mut again = Command::new(program);
    again.arg0(name).args(arguments).envs([LARGE, SPARE, AGAIN]);
    // It returns only when that did not work: then the program goes on as it is, with more memory.
    drop(again.exec());
}

/// Elsewhere the allocator is another one.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn gives_back() {}
