import ArgumentParser

/// How `mcf` ends; the numbers are those of `sysexits.h`, so that scripts can tell causes apart.
enum Exit: Int32, CaseIterable {
  case ok = 0
  case missing = 1
  case usage = 64
  case input = 65
  case unavailable = 69
  case software = 70
  case file = 73
  case busy = 75
  case configuration = 78

  var meaning: String {
    switch self {
    case .ok: "done, or stopped by ctrl-C"
    case .missing: "something is missing, stuck or not in order"
    case .usage: "the command line was not understood"
    case .input: "an applied migration was changed, or another input is wrong"
    case .unavailable: "a database, a program or a port that is needed is not there"
    case .software: "a defect in mcf itself; its message says more"
    case .file: "a file or folder cannot be made or read"
    case .busy:
      "another mcf holds, migrates, bills or carries what is meant, or it was told to stop"
    case .configuration: "a setting is missing or wrong"
    }
  }

  static var table: String {
    let lines = allCases.map { "\($0.rawValue < 10 ? " " : "")\($0.rawValue)  \($0.meaning)" }
    return "EXIT CODES:\n  " + lines.joined(separator: "\n  ")
  }
}

/// An end that the user can do something about: what happened, what to do, and the exit code.
struct Failure: Error, CustomStringConvertible {
  let exit: Exit
  let description: String

  init(_ exit: Exit, _ description: String) {
    self.exit = exit
    self.description = description
  }
}
