import FoundationEssentials
import Glibc

/// Where `initdb`, `pg_ctl` and `postgres` of one version are.
struct PostgresBinaries {
  /// The oldest major version that MCF runs on.
  static let oldestVersion = 15

  let folder: String

  /// Finds the newest server of Debian's layout, else the one in `PATH`.
  ///
  /// - Parameter version: the major version that made an existing data folder; it opens with no
  ///   other one.
  static func find(version: Int?, path: String?) throws -> PostgresBinaries {
    let debian = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
    let installed = versions.compactMap(Int.init).sorted(by: >).filter { $0 >= oldestVersion }
    let folders =
      installed.filter { version == nil || $0 == version }.map { "\(debian)/\($0)/bin" }
      + (path ?? "").split(separator: ":").map(String.init).filter { !isOneOf(debian, $0) }
    guard let folder = folders.first(where: { isComplete($0) }) else {
      throw LocalPostgresError(.missingBinaries, advice(version))
    }
    return PostgresBinaries(folder: folder)
  }

  /// Whether a folder of `PATH` leads to one of those whose version is known.
  private static func isOneOf(_ versions: String, _ folder: String) -> Bool {
    guard let resolved = realpath("\(folder)/postgres", nil) else { return false }
    defer { free(resolved) }
    return String(cString: resolved).hasPrefix(versions + "/")
  }

  private static func isComplete(_ folder: String) -> Bool {
    ["initdb", "pg_ctl", "postgres"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
    }
  }

  private static func advice(_ version: Int?) -> String {
    guard let version else {
      return """
        PostgreSQL \(oldestVersion) or later is not installed: neither /usr/lib/postgresql/*/bin \
        nor PATH has initdb, pg_ctl and postgres. On Debian: apt-get install postgresql
        """
    }
    guard version >= oldestVersion else {
      return """
        this data folder was made by PostgreSQL \(version), and MCF needs \(oldestVersion) or later; \
        bring it over with pg_upgrade, or choose another folder
        """
    }
    return """
      this data folder was made by PostgreSQL \(version), which is not installed. \
      On Debian: apt-get install postgresql-\(version)
      """
  }
}
