import ArgumentParser

/// Tells who mistypes a command which ones there are; the parser would speak of an unexpected
/// argument.
enum UnknownCommand {
  /// - Parameters:
  ///   - arguments: what was typed behind the command.
  ///   - command: the one that they are typed for.
  /// - Throws: a usage error if a word stands where one of the command's own commands must.
  static func refuse(
    _ arguments: ArraySlice<String>, of command: any ParsableCommand.Type,
    called path: String = "mcf"
  ) throws {
    let commands = command.configuration.subcommands
    guard !commands.isEmpty, let word = arguments.first, !word.hasPrefix("-"), word != "help" else {
      return
    }
    let names = commands.map { $0._commandName }
    guard let index = names.firstIndex(of: word) else {
      throw Failure(
        .usage, "there is no `\(path) \(word)`; there are: \(names.joined(separator: ", "))")
    }
    try refuse(arguments.dropFirst(), of: commands[index], called: "\(path) \(word)")
  }
}
