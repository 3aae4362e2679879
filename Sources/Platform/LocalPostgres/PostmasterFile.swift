import FoundationEssentials
import Glibc

/// What a running server says about itself in `postmaster.pid`.
struct PostmasterFile: Equatable {
  enum Status: String {
    case starting, stopping, ready, standby
  }

  let pid: pid_t
  let port: Int
  let socketFolder: String
  let status: Status?

  /// Reads the file of the server that runs on `data`.
  ///
  /// - Returns: nil when none runs, also when the file was left behind by one that was killed.
  static func ofRunningServer(on data: String) -> PostmasterFile? {
    guard
      let bytes = FileManager.default.contents(atPath: "\(data)/postmaster.pid"),
      let file = PostmasterFile(text: String(decoding: bytes, as: UTF8.self)),
      file.isAlive(on: data)
    else { return nil }
    return file
  }

  /// Removes a file that a server left behind which died before it had written into it: the next
  /// one could not tell it from that of a server which is just starting.
  static func removeRemnant(on data: String) {
    let files = FileManager.default
    let path = "\(data)/postmaster.pid"
    guard files.contents(atPath: path)?.isEmpty == true else { return }
    guard (try? ServerProcess.all(on: data))?.isEmpty == true else { return }
    try? files.removeItem(atPath: path)
  }

  /// Lines as PostgreSQL's `pidfile.h` counts them: pid, data folder, start time, port, socket
  /// folder, listen address, shared memory, status. The later ones are written as they come.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(while: { $0 == " " })
    }
    guard let first = lines.first, let pid = pid_t(first), pid > 0 else { return nil }
    self.pid = pid
    port = lines.count > 3 ? Int(lines[3]) ?? 0 : 0
    socketFolder = lines.count > 4 ? lines[4] : ""
    status = lines.count > 7 ? Status(rawValue: lines[7]) : .starting
  }

  /// A pid may have gone to another process since; a server's working folder is its data folder.
  private func isAlive(on data: String) -> Bool { ServerProcess.works("\(pid)", in: data) }
}

extension Substring {
  fileprivate func trimmingCharacters(while condition: (Character) -> Bool) -> String {
    String(String(drop(while: condition).reversed()).drop(while: condition).reversed())
  }
}
