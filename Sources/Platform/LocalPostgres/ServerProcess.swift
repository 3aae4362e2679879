import FoundationEssentials
import Glibc

/// A process of a server, as the kernel knows it.
///
/// `postmaster.pid` is no witness of an end: a server removes it before it is gone, leaves it behind
/// when it is killed, and anybody may remove it.
struct ServerProcess {
  let pid: pid_t
  let parent: pid_t

  /// The server that runs on a data folder and what it has started: all of them work there.
  ///
  /// One that has ended without its parent having taken notice works nowhere any more.
  ///
  /// - Throws: what reading `/proc` throws; that nothing was seen does not mean that nothing runs.
  static func all(on data: String) throws -> [ServerProcess] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc")
      .filter { works($0, in: data) }.compactMap(ServerProcess.init(named:))
  }

  /// Whether the process of a pid works in a folder. The pid may have gone to another since.
  static func works(_ pid: String, in folder: String) -> Bool {
    let present = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
    // Names of files are bytes: what is only canonically equivalent is another folder.
    return present?.utf8.elementsEqual(folder.utf8) == true
  }

  /// Nil for other programs: somebody's shell may be in that folder.
  private init?(named name: String) {
    guard
      let pid = pid_t(name), let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/stat")
    else { return nil }
    // proc(5): 12 (postgres) S 1 …
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 4)
    guard
      fields.count > 3, fields[1].utf8.elementsEqual("(postgres)".utf8),
      let parent = pid_t(fields[3])
    else { return nil }
    self.pid = pid
    self.parent = parent
  }
}

extension [ServerProcess] {
  /// Those that no other one has started: the server, or what is left of one that was killed.
  var leaders: Self { filter { process in !contains { $0.pid == process.parent } } }
}
