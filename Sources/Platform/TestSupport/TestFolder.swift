import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// This process's folder for throw-away servers, and the promise that all of it goes away.
enum TestFolder {
  static let prefix = "mcf-test-"

  /// Of all that a run may use.
  private static let memory = "/dev/shm", disk = "/tmp"

  /// `/dev/shm/mcf-test-PID`, or in `/tmp`, made once, guarded from then on.
  ///
  /// In memory a database of hundreds of small files is copied eight times as fast. A container
  /// often has 64 MB there; a run takes some 600 at most.
  static let path: Result<String, any Error> = Result {
    let path = "\(room(in: memory) > 2 << 30 ? memory : disk)/\(prefix)\(getpid())"
    for folder in [memory, disk] { sweep(folder) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try watch(path)
    return path
  }

  /// How many bytes may still be written to a folder; none to one that is not there.
  private static func room(in folder: String) -> UInt {
    var info = statvfs()
    guard access(folder, W_OK | X_OK) == 0, statvfs(folder, &info) == 0 else { return 0 }
    return info.f_bavail * info.f_frsize
  }

  /// Starts a process that waits until this one is gone, by whatever way (a failed test, ctrl-C,
  /// a kill), and then stops the servers and removes the folder.
  private static func watch(_ path: String) throws {
    // The writing end is never closed: the kernel does that when this process ends, however.
    let (reading, writing) = try FileDescriptor.pipe()
    for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .path("/bin/sh"), arguments: ["-c", burial, "sh", path],
      environment: .custom(["PATH": "/usr/bin:/bin"]), workingDirectory: "/",
      platformOptions: options)
    Task.detached {
      _ = try await Subprocess.run(
        configuration, input: .fileDescriptor(reading, closeAfterSpawningProcess: true),
        output: .discarded, error: .discarded)
    }
  }

  /// Waits for the end of its input; SIGQUIT is Postgres's immediate stop.
  ///
  /// A file that a killed server left behind may name a process of somebody else by now.
  private static let burial = """
    cat >/dev/null
    for data in "$1"/*/data; do
      pid=$(head -n 1 "$data/postmaster.pid") || continue
      runs() { [ "$(readlink "/proc/$pid/cwd")" = "$data" ]; }
      runs && kill -QUIT "$pid"
      tries=0
      while runs && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
    done
    rm -rf "$1"
    """

  /// Buries what a process and its watch left that were both killed.
  private static func sweep(_ folder: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      guard
        name.hasPrefix(prefix), let pid = pid_t(name.dropFirst(prefix.count)),
        kill(pid, 0) != 0, errno == ESRCH
      else { continue }
      let path = "\(folder)/\(name)"
      for server in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
        stop("\(path)/\(server)/data")
      }
      try? files.removeItem(atPath: path)
    }
  }

  private static func stop(_ data: String) {
    guard
      let bytes = FileManager.default.contents(atPath: "\(data)/postmaster.pid"),
      let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first,
      let pid = pid_t(line),
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) == data
    else { return }
    kill(pid, SIGQUIT)
  }
}
