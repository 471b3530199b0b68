package dev.tidegate.client;

import picocli.CommandLine.Command;

/** {@code tidegate delete}: forgets jobs. */
@Command(
    name = "delete",
    description = "Forgets jobs that have ended, with their results and logs.",
    exitCodeList = {
      "0:they are forgotten",
      "2:the command line is wrong",
      "4:the service refuses one of them, which has not ended, or is not there",
      "5:the service can't be reached"
    })
public final class DeleteCommand extends EachJobCommand {

  @Override
  Call call(String path) {
    return Call.delete(path);
  }

  @Override
  String done() {
    return "is forgotten";
  }
}
