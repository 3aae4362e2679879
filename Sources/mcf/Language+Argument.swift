public import ArgumentParser
public import Contracts

extension Language: ExpressibleByArgument {}
