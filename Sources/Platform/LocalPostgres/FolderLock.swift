import Glibc

/// Holds a folder for this process; the kernel lets go of it when the process dies, however.
final class FolderLock: Sendable {
  private let descriptor: CInt

  /// - Throws: ``LocalPostgresError/Code/folderInUse`` when a living process holds it for longer
  ///   than it takes to end, or to start a command, which holds it too until it is exec'd.
  static func acquire(_ folder: String) async throws -> FolderLock {
    let deadline = ContinuousClock.now + .seconds(3)
    while ContinuousClock.now < deadline {
      if let lock = try FolderLock(folder) { return lock }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw LocalPostgresError(
      .folderInUse, "another process is using \(folder); stop it, or choose another folder")
  }

  /// Nil when another process holds it.
  private init?(_ folder: String) throws {
    let descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fileSystemError("cannot open \(folder)/lock") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
