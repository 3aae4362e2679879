import NIOPosix

/// Runs what looks through a picture on threads that may be kept busy: megabytes take a while, for
/// which nobody else shall wait. It stays within its request's task, and is cancelled with it.
final class PhotoExecutor: TaskExecutor {
  static let shared = PhotoExecutor()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    NIOThreadPool.singleton.submit { [self] _ in
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }
}
