/** Follows the directory of policies, and puts each good set that it comes to hold into force. */
@NullMarked
package dev.tidegate.policy.reload;

import org.jspecify.annotations.NullMarked;
