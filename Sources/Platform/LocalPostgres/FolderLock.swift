import Glibc

/// Holds a folder for this process; the kernel lets go of it when the process dies, however.
final class FolderLock: Sendable {
  private let descriptor: CInt

  /// - Throws: ``LocalPostgresError/Code/folderInUse`` when a living process holds it.
  init(_ folder: String) throws {
    let descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fileSystemError("cannot open \(folder)/lock") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw LocalPostgresError(
        .folderInUse, "another process is using \(folder); stop it, or choose another folder")
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
